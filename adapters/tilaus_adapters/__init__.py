"""Plug tilaus into the world: each folder is a port of the kernel, each file in it a technology."""
