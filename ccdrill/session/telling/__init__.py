"""How things are called and said, in words and in views: by them alone the rooms above speak to people."""
