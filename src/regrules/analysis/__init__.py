"""Questions about plans themselves: are they well formed, do they say what their document says."""
