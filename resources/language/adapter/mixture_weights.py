#!/usr/bin/env python3
"""mixture_weights.py SENDUMP OUT: PocketSphinx's packed mixture weights in the form that sphinxtrain reads."""
import struct
import sys

LOG_BASE = 1.0001
SHIFT = 10  # a packed weight is a logarithm without its ten lowest bits


def strings(dump):
    """The title and the lines of the head, which an empty one ends."""
    while (length := struct.unpack("<i", dump.read(4))[0]) > 0:
        yield dump.read(length).split(b"\0")[0].decode()


def main(source, target):
    with open(source, "rb") as dump:
        head = list(strings(dump))
        counts = dict(line.rsplit(" ", 1) for line in head if line.count(" ") == 1)
        if int(counts.get("cluster_count", 0)) > 0:
            sys.exit("packed weights in clusters are not known here")
        densities, senones = struct.unpack("<ii", dump.read(8))
        streams = int(counts["feature_count"])
        packed = dump.read()
    # Rows may be padded; what is left over says how much.
    row = len(packed) // (streams * densities)
    weight = [LOG_BASE ** -(step << SHIFT) for step in range(256)]
    weights = [
        weight[packed[(stream * densities + density) * row + senone]]
        for senone in range(senones) for stream in range(streams) for density in range(densities)
    ]
    with open(target, "wb") as out:
        out.write(b"s3\nversion 1.0\nendhdr\n")
        out.write(struct.pack("<IIIII", 0x11223344, senones, streams, densities, len(weights)))
        out.write(struct.pack(f"<{len(weights)}f", *weights))


main(*sys.argv[1:])
