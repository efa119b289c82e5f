/**
 * Images, labels, networks and their training, in plain Java.
 *
 * <p>In the order in which data flows: a {@link dev.espy.domain.port.DataSet} lists {@link
 * dev.espy.domain.Sample samples}, each with an optional {@link dev.espy.domain.Label}. Reading a
 * sample gives a {@link dev.espy.domain.DecodeResult}: an {@link dev.espy.domain.Image}, or the
 * reason why it cannot be read. {@link dev.espy.domain.Preprocessing} resizes an image to the
 * network's input shape; a {@link dev.espy.domain.Batch} packs many images. An {@link
 * dev.espy.domain.network.Architecture} describes a network's layers as data. A {@link
 * dev.espy.domain.network.Model} is an architecture with labels, preprocessing and trained {@link
 * dev.espy.domain.Tensor tensors}. An {@link dev.espy.domain.evaluation.Evaluation} measures a
 * model's answers, {@link dev.espy.domain.confidence} how far they can be believed, and {@link
 * dev.espy.domain.statistics} how uncertain the figures are. {@link dev.espy.domain.review} finds
 * labels that are probably wrong. A {@link dev.espy.domain.training.Checkpoint} is the state of a
 * training after an epoch. {@link dev.espy.domain.device} chooses the device of an engine.
 *
 * <p>Files, engines and the machine are behind the interfaces in {@link dev.espy.domain.port}.
 * Every failure that a user can cause or mend is an {@link dev.espy.domain.EspyException}, whose
 * {@link dev.espy.domain.Remedy remedies} tell what to change. An unreadable image is not a failure
 * but a value, {@link dev.espy.domain.Unreadable}.
 */
@NullMarked
package dev.espy.domain;

import org.jspecify.annotations.NullMarked;
