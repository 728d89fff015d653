package io.drover.agent.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.spec.TemplateSpec;
import io.drover.agent.template.function.ClusterQuestion;
import io.drover.agent.template.function.TemplateFunctions;
import io.drover.agent.template.function.TemplateSources;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoTemplate;
import io.drover.agent.template.lang.TemplateException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes all templates of a task once, from what is known. Works on a worker with copies of its own; a template for which
 * something is not known yet is left as it was.
 */
final class TemplateRun {
    private final List<TemplateSpec> templates;
    private final TaskFiles files;
    private final TaskSurroundings surroundings;
    private final Map<ClusterQuestion, JsonNode> answers;
    private final Set<TemplateSpec> finished;
    private final Set<ClusterQuestion> asked = new LinkedHashSet<>();
    private final Set<ClusterQuestion> missing = new LinkedHashSet<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final List<TemplateSpec> changed = new ArrayList<>();
    private final List<TemplateSpec> complete = new ArrayList<>();
    private boolean readsFiles;

    TemplateRun(
            final List<TemplateSpec> templates,
            final TaskFiles files,
            final TaskSurroundings surroundings,
            final Map<ClusterQuestion, JsonNode> answers,
            final Set<TemplateSpec> finished) {
        this.templates = templates;
        this.files = files;
        this.surroundings = surroundings;
        this.answers = new HashMap<>(answers);
        this.finished = Set.copyOf(finished);
    }

    /**
     * What came of it.
     *
     * @param asked everything that was asked for.
     * @param missing questions whose answer a template waits for.
     * @param complete templates that could be made.
     * @param changed those of them whose file was another before.
     * @param variables of the files that are read as environment.
     * @param readsFiles whether a template reads files, which change without a word.
     */
    record Outcome(
            Set<ClusterQuestion> asked,
            Set<ClusterQuestion> missing,
            List<TemplateSpec> complete,
            List<TemplateSpec> changed,
            Map<String, String> variables,
            boolean readsFiles) {}

    Outcome run() throws TemplateFailure {
        for (final TemplateSpec template : templates) {
            make(template);
        }
        return new Outcome(asked, missing, complete, changed, variables, readsFiles);
    }

    private void make(final TemplateSpec template) throws TemplateFailure {
        final Path target = files.resolve(surroundings.text(template.destination()), "destination");
        if (template.isOnce() && finished.contains(template)) {
            complete.add(template);
            if (template.env()) {
                variables.putAll(EnvFile.parse(files.source(target), target));
            }
            return;
        }
        final Sources sources = new Sources();
        final String text = text(template, sources);
        if (sources.isWaiting) {
            return;
        }
        if (template.env()) {
            variables.putAll(EnvFile.parse(text, target));
        }
        complete.add(template);
        if (files.write(target, text, template.permissions(), template.uid(), template.gid())) {
            changed.add(template);
        }
    }

    private String text(final TemplateSpec template, final Sources sources) throws TemplateFailure {
        final String written = template.source().isEmpty()
                ? template.data()
                : files.source(files.resolve(surroundings.text(template.source()), "source"));
        final GoTemplate parsed;
        try {
            parsed = GoTemplate.parse(written, template.left(), template.right(), TemplateFunctions.of(sources));
        } catch (final TemplateException e) {
            throw TemplateFailure.fatal("Template failed: (dynamic): parse: " + e.getMessage());
        }
        try {
            return parsed.execute(null, template.isMissingKeyError(), GoTemplate.Bounds.DEFAULT);
        } catch (final TemplateException e) {
            if (sources.isWaiting) {
                return "";
            }
            throw TemplateFailure.fatal("Template failed: (dynamic): execute: " + e.getMessage());
        }
    }

    /** What one template can look at. */
    private final class Sources implements TemplateSources {
        private final Instant now = surroundings.now();
        private boolean isWaiting;

        @Override
        public String namespace() {
            return surroundings.namespace();
        }

        @Override
        public @Nullable String environment(final String name) {
            return surroundings.variable(name);
        }

        @Override
        public String file(final String path) throws FunctionException {
            readsFiles = true;
            return files.read(path);
        }

        @Override
        public @Nullable JsonNode ask(final ClusterQuestion question) {
            asked.add(question);
            final JsonNode answer = answers.get(question);
            if (answer == null) {
                wait(question);
            }
            return answer;
        }

        @Override
        public void wait(final ClusterQuestion question) {
            missing.add(question);
            isWaiting = true;
        }

        @Override
        public Instant now() {
            return now;
        }
    }
}
