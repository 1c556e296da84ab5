"""How a text would be coded, as JSON; and files of worked cases."""
