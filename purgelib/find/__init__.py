"""One kind of passage a module: a Doc goes in, (Span, NamedTuple) pairs come out."""
