package io.drover.perf;

/** A job file of a given length that uses most of the language: variables, locals, dynamic blocks, heredocs, functions. */
final class JobFileText {
    private static final String HEAD = """
            variable "image" {
              type    = string
              default = "web:1"
            }

            locals {
              ports = ["http", "admin"]
              tags  = [for port in local.ports : "port-${port}"]
            }

            job "measured" {
              datacenters = ["dc1", "dc2"]
              type        = "service"

            """;

    private static final String GROUP = """
              group "group-%1$d" {
                count = %1$d %% 3 + 1

                network {
                  mode = "host"

                  dynamic "port" {
                    for_each = local.ports
                    labels   = [port.value]
                    content {
                      to = 8000 + port.key
                    }
                  }
                }

                service {
                  name     = "measured-%1$d"
                  provider = "nomad"
                  port     = "http"
                  tags     = concat(local.tags, ["group-%1$d"])

                  check {
                    type     = "http"
                    path     = "/health"
                    interval = "10s"
                    timeout  = "2s"
                  }
                }

                restart {
                  attempts = 3
                  interval = "10m"
                  delay    = "15s"
                  mode     = "fail"
                }

                task "server" {
                  driver = "docker"

                  constraint {
                    attribute = "${attr.kernel.name}"
                    value     = "linux"
                  }

                  config {
                    image = var.image
                    ports = local.ports
                    args  = ["--listen", "${NOMAD_ADDR_http}", "--name", upper("server-%1$d")]
                  }

                  env {
                    LOG_LEVEL = "info"
                    HOST      = "${attr.unique.hostname}"
                    SHARD     = "%1$d"
                  }

                  template {
                    destination = "local/server.conf"
                    data        = <<-EOT
                      listen = {{ env "NOMAD_ADDR_http" }}
                      %%{ for tag in local.tags ~}
                      tag = ${tag}
                      %%{ endfor ~}
                    EOT
                  }

                  resources {
                    cpu    = 100 + %1$d
                    memory = 128
                  }
                }
              }

            """;

    private JobFileText() {}

    static String ofLength(final int length) {
        final StringBuilder text = new StringBuilder(HEAD);
        for (int group = 0; text.length() < length - GROUP.length(); group++) {
            text.append(String.format(GROUP, group));
        }
        text.append("}\n");
        // A comment makes up what is missing, so that the length is as asked for.
        return text + "#".repeat(Math.max(0, length - text.length() - 1)) + "\n";
    }
}
