"""Is it right? Rules that find faults in papers and in files of papers. Pure: no files, no network, no screen."""
