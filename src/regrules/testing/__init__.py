"""What tests of a county are made of."""
