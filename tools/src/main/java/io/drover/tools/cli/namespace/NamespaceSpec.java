package io.drover.tools.cli.namespace;

import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.SpecFile;
import io.drover.tools.cli.http.Doc;

/** The specification of a namespace. Names that it does not know are passed over, as old specifications have some. */
final class NamespaceSpec {
    private NamespaceSpec() {}

    static Doc parse(final String fileName, final String text) {
        final Body body = SpecFile.parse(fileName, text);
        final SpecFile spec = new SpecFile();
        final JsonObject namespace = new JsonObject().put("Name", "");
        spec.copy(body, "name", namespace, "Name");
        spec.copy(body, "description", namespace, "Description");
        spec.copy(body, "quota", namespace, "Quota");
        namespace.put("Meta", spec.pairs(body, "meta"));
        for (final Block block : body.blocks("capabilities")) {
            final JsonObject capabilities = new JsonObject();
            spec.copy(block.body(), "enabled_task_drivers", capabilities, "EnabledTaskDrivers");
            spec.copy(block.body(), "disabled_task_drivers", capabilities, "DisabledTaskDrivers");
            spec.copy(block.body(), "enabled_network_modes", capabilities, "EnabledNetworkModes");
            spec.copy(block.body(), "disabled_network_modes", capabilities, "DisabledNetworkModes");
            namespace.put("Capabilities", capabilities);
        }
        return Doc.of(namespace);
    }
}
