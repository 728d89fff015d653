package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** The list of deployments, and the one that a user means. */
public final class DeploymentTable {
    private DeploymentTable() {}

    public static String of(final List<Doc> deployments, final boolean isLong) {
        if (deployments.isEmpty()) {
            return "No deployments found";
        }
        final Table table = new Table("ID", "Job ID", "Job Version", "Status", "Description");
        for (final Doc deployment : deployments) {
            table.row(
                    Ids.of(deployment.text("ID"), isLong),
                    deployment.text("JobID"),
                    deployment.text("JobVersion"),
                    deployment.text("Status"),
                    deployment.text("StatusDescription"));
        }
        return table.toString();
    }

    /** The deployment whose identifier begins so. The message of the exception is fit for users. */
    public static Doc find(final Api api, final String prefix) throws ApiException {
        final Doc found;
        try {
            found = api.get("/v1/deployments", new Query().with("prefix", Ids.prefix(prefix)));
        } catch (final ApiException e) {
            throw ApiException.transport("Error retrieving deployment: " + e.getMessage());
        }
        if (found.size() == 0) {
            throw ApiException.transport(
                    "Error retrieving deployment: Deployment ID \"" + prefix + "\" matched no deployments");
        }
        if (found.size() > 1) {
            throw ApiException.transport("Prefix matched multiple deployments\n\n" + of(found.items(), false));
        }
        return found.at(0);
    }
}
