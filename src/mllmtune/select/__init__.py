"""Which papers are meant?"""
