variable "v" {
  type    = list(object({ a = string }))
  default = [{ a = "x" }]
  validation {
    condition     = length(var.v) > 0
    error_message = "must not be empty"
  }
}
locals { l = [for i, x in var.v : "${i}-${x.a}" if x.a != ""] }
job "j" {
  meta { k = join(",", local.l) }
  dynamic "group" {
    for_each = { a = 1, b = 2 }
    labels   = [group.key]
    content {
      count = group.value
      task "t" {
        driver = "exec"
        config {
          command = "${NOMAD_TASK_DIR}/x"
          args = ["-c", <<-EOT
            %{ for s in local.l ~}
            ${s}
            %{ endfor ~}
            EOT
          ]
        }
        env          = { A = true ? 1 : 2, B = -(3 * 4), C = "a\u00e9\"" }
        kill_timeout = "1m"
      }
    }
  }
}
