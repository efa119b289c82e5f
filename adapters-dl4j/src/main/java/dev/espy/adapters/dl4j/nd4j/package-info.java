/**
 * Vertices made of ND4J's operations alone, for arrays in GPU memory.
 *
 * <p>{@link dev.espy.adapters.dl4j.nd4j.Nd4jVertexFactory} creates them. Only dropout masks are
 * drawn in Java and copied to the GPU. The vertices run on the CPU too, slowly; the tests use that.
 */
@NullMarked
package dev.espy.adapters.dl4j.nd4j;

import org.jspecify.annotations.NullMarked;
