locals {
  i = 1 - 1
}
variable "nn" {
  default = "overridden"
}
resource "terraform_data" "j" {
  input = "native over JSON: ${var.j}"
}
resource "terraform_data" "p" {
  input            = { a = 2 }
  triggers_replace = terraform.workspace
}
output "both" { value = var.str }
