"""Tables that no rules, or horizontal rules only, hold together: found by how their texts are aligned."""
