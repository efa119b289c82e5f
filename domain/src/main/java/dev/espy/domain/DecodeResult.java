package dev.espy.domain;

/** The result of reading one sample's image: the image, or the reason why it cannot be read. */
public sealed interface DecodeResult permits Image, Unreadable {}
