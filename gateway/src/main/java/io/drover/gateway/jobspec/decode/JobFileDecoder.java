package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.function.FileAccess;
import io.drover.gateway.jobspec.hcl.function.FunctionTable;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.hcl.value.ValueTooLargeException;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.schema.JobSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decodes one job file whose syntax is sound. */
public final class JobFileDecoder {

    private static final List<String> TOP_BLOCKS = List.of("variables", "variable", "locals", "job");

    private final JobFileOptions options;
    private final Problems problems = new Problems();
    private final Set<String> complexVariables = new TreeSet<>();

    /** Makes a decoder for one file. */
    public JobFileDecoder(final JobFileOptions options) {
        this.options = options;
    }

    /** Reads a job file in the JSON form as far as the schema tells its structure. */
    public static HclFile jsonJobFile(final String text, final String fileName) {
        return JsonForm.jobFile(text, fileName);
    }

    /** Reads a file of variable values in the JSON form. */
    public static HclFile jsonVariableFile(final String text, final String fileName) {
        return JsonForm.variableFile(text, fileName);
    }

    /** Returns the job, or null when there are errors, which {@link #diagnostics()} tells. */
    public @Nullable JsonObject decode(final Body file, final List<HclFile> variableFiles) {
        try {
            return decoded(file, variableFiles);
        } catch (final ValueTooLargeException tooLarge) {
            problems.error("Values too large", "The variables and locals of this file are too large together.", null);
            return null;
        }
    }

    private @Nullable JsonObject decoded(final Body file, final List<HclFile> variableFiles) {
        checkTopLevel(file);
        if (problems.hasErrors()) {
            return null;
        }
        final Map<String, Variable> variables = new VariableDeclarations(problems).read(file);
        new VariableValues(variables, options, problems).collect(variableFiles);
        final HclValue variableObject = variableObject(variables);
        if (problems.hasErrors()) {
            return null;
        }
        final FunctionTable functions = FunctionTable.of(new FileAccess(options.baseDirectory()));
        final Evaluator evaluator = new Evaluator(functions);
        final Map<String, HclValue> locals = new LocalValues(problems, evaluator, variableObject).evaluate(file);
        if (problems.hasErrors()) {
            return null;
        }
        final Scope scope =
                Scope.of(Map.of("var", variableObject, "local", HclValue.object(locals)), Scope.Unknown.LEFT_FOR_NODE);
        final JsonObject job = decodeJob(file, new BlockDecoder(evaluator, problems), scope);
        return problems.hasErrors() ? null : job;
    }

    /** Returns what was found, in the order it was found. */
    public List<Diagnostic> diagnostics() {
        return problems.all();
    }

    /** Returns the names of declared variables whose values are no plain text, as lists are. */
    public Set<String> complexVariables() {
        return complexVariables;
    }

    private void checkTopLevel(final Body file) {
        for (final Argument argument : file.arguments()) {
            problems.error(
                    "Unsupported argument",
                    "An argument named \"" + argument.name() + "\" is not expected here."
                            + (TOP_BLOCKS.contains(argument.name())
                                    ? " Did you mean to define a block of type \"" + argument.name() + "\"?"
                                    : ""),
                    argument.nameRange());
        }
        for (final Block block : file.blocks()) {
            if (!TOP_BLOCKS.contains(block.type())) {
                problems.error(
                        "Unsupported block type",
                        "Blocks of type \"" + block.type() + "\" are not expected here."
                                + NameSuggestion.sentence(block.type(), TOP_BLOCKS),
                        block.typeRange());
            } else if (block.type().equals("job") || block.type().equals("variable")) {
                Labels.check(block, 1, problems);
            }
        }
    }

    private HclValue variableObject(final Map<String, Variable> variables) {
        final FunctionTable functions = FunctionTable.of(FileAccess.NONE);
        final Map<String, HclValue> values = new TreeMap<>();
        for (final Variable variable : variables.values()) {
            final Variable.Assignment assignment = variable.assignment();
            if (assignment == null) {
                problems.error(
                        "Unset variable \"" + variable.name() + "\"",
                        "A used variable must be set or have a default value; see"
                                + " https://developer.hashicorp.com/nomad/docs/reference/hcl2/variables  for details.",
                        null);
                continue;
            }
            values.put(variable.name(), assignment.value());
            if (!variable.takesPlainText() && variable.type() != HclType.BOOL) {
                complexVariables.add(variable.name());
            }
            for (final VariableValidation validation : variable.validations()) {
                validation.check(variable.name(), assignment, new Evaluator(functions), problems);
            }
        }
        return HclValue.object(values);
    }

    private @Nullable JsonObject decodeJob(final Body file, final BlockDecoder decoder, final Scope scope) {
        final List<Block> jobs = file.blocks("job");
        if (jobs.isEmpty()) {
            problems.error("Missing job block", "A job block is required", null);
            return null;
        }
        for (final Block extra : jobs.subList(1, jobs.size())) {
            problems.error(
                    "Duplicate job block",
                    "Only one block of type \"job\" is allowed. Previous definition was at "
                            + jobs.get(0).headerRange() + ".",
                    extra.headerRange());
        }
        final JsonObject job = decoder.decode(
                new ScopedBlock(jobs.get(0), scope), JobSchema.api().job());
        if (!problems.hasErrors()) {
            JobNormalizer.normalize(job, jobs.get(0).labels().get(0).text());
        }
        return job;
    }
}
