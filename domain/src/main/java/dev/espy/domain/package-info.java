/**
 * What Espy talks about, in plain Java.
 *
 * <p>In the order in which data flows: a {@link dev.espy.domain.port.DataSet} lists {@link
 * dev.espy.domain.Sample samples}, each with an optional {@link dev.espy.domain.Label}; reading one
 * gives a {@link dev.espy.domain.DecodeResult}, that is an {@link dev.espy.domain.Image} or the
 * reason why there is none. {@link dev.espy.domain.Preprocessing} brings an image to the network's
 * input shape; a {@link dev.espy.domain.Batch} packs many. An {@link
 * dev.espy.domain.network.Architecture} says as data what the network is made of; a {@link
 * dev.espy.domain.network.Model} is that plus labels, preprocessing and trained {@link
 * dev.espy.domain.Tensor tensors}. An {@link dev.espy.domain.evaluation.Evaluation} says how good
 * its answers are, a {@link dev.espy.domain.training.Checkpoint} how far its training has come.
 * {@link dev.espy.domain.device} decides on which device an engine runs.
 *
 * <p>What is outside stands behind {@link dev.espy.domain.port}. All failures that a user can cause
 * or mend are an {@link dev.espy.domain.EspyException}.
 */
@NullMarked
package dev.espy.domain;

import org.jspecify.annotations.NullMarked;
