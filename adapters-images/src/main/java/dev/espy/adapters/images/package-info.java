/**
 * Reading and writing image files.
 *
 * <p>{@link dev.espy.adapters.images.ImageIoCodec} implements the port. {@code ImageDecoder}
 * chooses the decoder of a file: {@code png} for common PNGs, {@code jpeg} for JPEGs at a reduced
 * scale, {@code imageio} for all other files. The fast decoders read only files that are sound to
 * the last bit, so every reason for an unreadable image comes from {@code imageio}. Packages below:
 *
 * <ul>
 *   <li>{@link dev.espy.adapters.images.metadata}: format, orientation, canvas and frames of a file
 *   <li>{@link dev.espy.adapters.images.decoding}: memory and limits of all decoders
 *   <li>{@link dev.espy.adapters.images.png}, {@link dev.espy.adapters.images.jpeg}: fast decoders
 *   <li>{@link dev.espy.adapters.images.imageio}: decoding and encoding with ImageIO
 * </ul>
 */
@NullMarked
package dev.espy.adapters.images;

import org.jspecify.annotations.NullMarked;
