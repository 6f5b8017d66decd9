desk = Passez au comptoir.
