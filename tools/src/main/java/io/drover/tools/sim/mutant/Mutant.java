package io.drover.tools.sim.mutant;

/**
 * One planted defect.
 *
 * @param what it does, as a sentence.
 * @param className binary name of the class that is changed.
 * @param method in it.
 * @param overload which of the methods of that name, from 0.
 */
record Mutant(String what, String className, String method, int overload, Edit edit) {
    /** The changed class. */
    byte[] apply(final byte[] original) {
        final ClassFile file = new ClassFile(original);
        return edit.apply(file, file.code(method, overload));
    }
}
