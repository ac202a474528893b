"""A bibliography manager for the papers on tuning multimodal large language models."""

__version__ = "0.1.0"
