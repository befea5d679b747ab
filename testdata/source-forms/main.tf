variable "x" {
  type    = any
  default = { a = [{ b = "q" }], l = ["a", "b"], k = "a" }
}
variable "typed" {
  type    = object({ a = optional(string, "dd"), b = number, s = set(string) })
  default = { b = "5", s = ["q", "p", "q"], extra = 1 }
}
variable "num" {
  type    = number
  default = "12.50"
}
variable "str" {
  type    = string
  default = 1e3
}
variable "st" {
  type    = string
  default = true
}
variable "lst" {
  type    = list(string)
  default = [1, true, "x"]
}
variable "tup" { default = [1, "a", null] }
variable "nn" {
  type    = string
  default = null
}
variable "big" { default = 12345678901234567890 }
variable "heredoc" {
  default = <<EOT
a
 b
EOT
}
variable "_under-score" { default = "" }
locals { i = 0 }
module "m" {
  source = "./m"
  count  = 1
}
module "f" {
  source   = "./m"
  for_each = { a = 1 }
  x        = { (each.key) = each.value, (local.i) = 1, k = var.x.l[local.i] }
}
resource "terraform_data" "c" { count = 2 }
resource "terraform_data" "p" {
  input = { a = 1 }
}
resource "terraform_data" "f" {
  for_each = { "a.b" = 1, "c\"d" = 2, "$${x}" = 3, "é\n" = 4 }
}
resource "terraform_data" "each" {
  for_each         = { k = 0 }
  input            = ["${each.key}-${each.value}", terraform_data.c[each.value].id]
  triggers_replace = each.key
}
variable "y" {
  type    = any
  default = { l = ["a", "b"], k = "a" }
}
module "one" {
  source = "./m"
}
