"""What people print before an exercise, made of its drill, scenario and procedure. Knows no run, no file and no format."""
