/**
 * The Java part of the launcher {@code espy}: {@link dev.espy.adapters.cli.launcher.Builds} makes
 * the copies of the program that are run, and {@link dev.espy.adapters.cli.launcher.RunningBuild}
 * keeps a copy from being removed while it is in use.
 *
 * <p>Memory: the script gives Java's heap a quarter of the memory of the machine or container, and
 * lets the whole process (heap, tensors of the engine, code) take three times as much. The rest is
 * for the system's file cache, which holds decoded images that are not on the heap. The options are
 * {@code -XX:MaxRAMPercentage=25} and {@code org.bytedeco.javacpp.maxphysicalbytes=300%} (of the
 * largest heap); JavaCPP's {@code maxbytes} does not bound the tensors. Options in {@code
 * ESPY_JAVA_OPTS}, such as {@code -Xmx512m}, win.
 *
 * <p>GPUs: a build with {@code -Pcuda} has a second jar, {@code lib-cuda/espy.jar}, with the same
 * classes and ND4J for CUDA on its {@code Class-Path}. If there are both this jar and nvidia-smi,
 * the script asks the hidden command {@code learning-device} which jar to start, shows only the
 * chosen GPU to a process that trains, and passes the decision on as a system property.
 */
@NullMarked
package dev.espy.adapters.cli.launcher;

import org.jspecify.annotations.NullMarked;
