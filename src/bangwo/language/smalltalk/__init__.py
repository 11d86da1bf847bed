"""Small talk: couplets, greetings, homework, stories and wishes, answered from what was written for this project."""
