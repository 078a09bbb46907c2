"""Many plays by hands of different kinds, and the account of them."""
