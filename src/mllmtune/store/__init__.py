"""Where does the library live, and how does it stay whole?"""
