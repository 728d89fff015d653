# A batch job: it does its work once and is complete.
job "count" {
  type        = "batch"
  datacenters = ["*"]

  group "count" {
    task "count" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args    = ["-c", "for n in 1 2 3; do echo \"counted to $n\"; done"]
      }

      resources {
        cpu    = 50
        memory = 32
      }
    }
  }
}
