package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.ExampleFile;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code job init}: writes an example job file, or one of the templates that the cluster keeps as variables. */
final class JobInitCommand extends ApiCommand {
    private static final String DEFAULT_FILE = "example.nomad.hcl";
    private static final String TEMPLATES = "nomad/job-templates";

    JobInitCommand() {
        super("job init", "<filename>", "Writes an example job file. Default file = " + DEFAULT_FILE + ".");
        flags.bool("short", "Writes the example without comments.")
                .bool("connect", "Writes an example of two services in a mesh.")
                .text("template", "name", "Writes the template of that name instead.")
                .bool("list-templates", "Lists the templates.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes either no arguments or one: <filename>");
        }
        if (flags.isOn("list-templates")) {
            return listTemplates();
        }
        final String path = rest.isEmpty() ? DEFAULT_FILE : rest.get(0);
        final String conflict = "Job '" + path + "' already exists";
        if (new File(path).exists()) {
            return fail(conflict);
        }
        final String content;
        try {
            content = content();
        } catch (final ApiException e) {
            return fail("Error retrieving job template", e);
        } catch (final IOException e) {
            return fail("Error reading the example: " + e.getMessage());
        }
        return ExampleFile.write(ui(), path, content, conflict, "Example job file written to " + path);
    }

    private int listTemplates() throws ApiException {
        final Doc variables;
        try {
            variables = api().get("/v1/vars", new Query().with("prefix", TEMPLATES));
        } catch (final ApiException e) {
            return fail(
                    "Error retrieving job templates from the server; unable to read variables at path '" + TEMPLATES
                            + "/'. Error",
                    e);
        }
        if (variables.size() == 0) {
            return fail("No variables in " + TEMPLATES);
        }
        ui().output("Use nomad job init -template=<template> with any of the following:");
        for (final Doc variable : variables.items()) {
            final String path = variable.text("Path");
            if (path.startsWith(TEMPLATES + "/")) {
                ui().output("  " + path.substring(TEMPLATES.length() + 1));
            }
        }
        return 0;
    }

    private String content() throws ApiException, IOException {
        final String template = flags.text("template");
        if (!template.isEmpty()) {
            return api().get("/v1/var/" + TEMPLATES + "/" + Query.segment(template))
                    .get("Items")
                    .text("template");
        }
        final String name = flags.isOn("connect")
                ? (flags.isOn("short") ? "connect-short" : "connect")
                : (flags.isOn("short") ? "example-short" : "example");
        try (@Nullable InputStream in = JobInitCommand.class.getResourceAsStream(name + ".nomad.hcl")) {
            if (in == null) {
                throw new IOException("no " + name + " in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
