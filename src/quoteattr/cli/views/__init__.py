"""What the terminal shows. Each module is imported when it is needed."""
