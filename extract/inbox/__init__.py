"""What lies in the inbox: its files, what each of them is, and how large one may be."""
