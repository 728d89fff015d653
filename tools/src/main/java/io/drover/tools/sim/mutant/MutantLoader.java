package io.drover.tools.sim.mutant;

import java.io.IOException;
import java.io.InputStream;

/** Loads the product anew, one class of it changed; libraries come from the parent. */
final class MutantLoader extends ClassLoader {
    private static final String PRODUCT = "io.drover.";

    private final Mutant mutant;
    private boolean isPlanted;

    MutantLoader(final Mutant mutant, final ClassLoader parent) {
        super(parent);
        this.mutant = mutant;
    }

    /** Whether the changed class was needed at all. */
    boolean isPlanted() {
        return isPlanted;
    }

    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PRODUCT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            final Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(final String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            if (name.equals(mutant.className())) {
                bytes = mutant.apply(bytes);
                isPlanted = true;
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (final IOException ex) {
            throw new ClassNotFoundException(name, ex);
        }
    }
}
