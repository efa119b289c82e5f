package dev.espy.domain;

/** What came of reading one sample's image: the image, or why there is none. */
public sealed interface DecodeResult permits Image, Unreadable {}
