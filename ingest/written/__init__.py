"""What analysts write for the program: folders of layouts and of corrections, read, checked and added to."""
