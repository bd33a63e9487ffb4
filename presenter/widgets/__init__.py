"""What the windows are made of: colours, type, icons, buttons, option marks, pictures of slides."""
