package io.drover.agent.driver.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link DockerEngineExtension.Engine}: the one that {@code DOCKER_HOST} names, else one that is started for this
 * run. It has the image {@link TestDockerd#IMAGE}.
 */
final class DockerEngineExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(DockerEngineExtension.class);

    /** A running engine. */
    record Engine(String endpoint, @Nullable TestDockerd own) implements AutoCloseable {
        static Engine find() {
            try {
                final String host = System.getenv("DOCKER_HOST");
                final TestDockerd own = host == null || host.isEmpty() ? new TestDockerd() : null;
                final Engine engine = new Engine(own == null ? host : own.endpoint(), own);
                TestDockerd.importImage(engine.endpoint(), TestDockerd.IMAGE);
                return engine;
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            if (own != null) {
                own.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(final ParameterContext parameter, final ExtensionContext context) {
        return parameter.getParameter().getType() == Engine.class;
    }

    @Override
    public Object resolveParameter(final ParameterContext parameter, final ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Engine.class, key -> Engine.find(), Engine.class);
    }
}
