/**
 * Random changes of training images, on packed bytes, in place.
 *
 * <p>An {@link dev.espy.domain.augmentation.Augmentation} is a list of {@linkplain
 * dev.espy.domain.augmentation.ImageTransform image transforms}, each of one image, and of
 * {@linkplain dev.espy.domain.augmentation.PairTransform pair transforms}, each of two images of a
 * batch and of their targets. The caller passes the random generator and so controls the seed. The
 * same seed gives the same bytes on every machine: functions that may differ in the last bit come
 * from {@link StrictMath}.
 */
@NullMarked
package dev.espy.domain.augmentation;

import org.jspecify.annotations.NullMarked;
