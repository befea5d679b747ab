resource "terraform_data" "e0" {
  input = var.x["a"][0].b
}
output "e1" {
  value = var.x.a.0.b
}
resource "terraform_data" "e2" {
  input = var.x.a[*].b
}
output "e3" {
  value = var.x.l.*
}
resource "terraform_data" "e4" {
  input = [for i, v in var.x.l : "${i}-${v}-${local.i}" if v != var.y.k]
}
output "e5" {
  value = { for k, v in var.x : k => v... }
}
resource "terraform_data" "e6" {
  input = { (var.x.k) = local.i, (path.module) : 1, "${var.y.k}-b" = 2 }
}
output "e7" {
  value = terraform_data.c[local.i].id
}
resource "terraform_data" "e8" {
  input = terraform_data.c[0].id
}
output "e9" {
  value = terraform_data.c.0.id
}
resource "terraform_data" "e10" {
  input = terraform_data.c[*].id
}
output "e11" {
  value = terraform_data.c.*.id
}
resource "terraform_data" "e12" {
  input = terraform_data.f["a.b"].id
}
output "e13" {
  value = terraform_data.f["c\"d"].id
}
resource "terraform_data" "e14" {
  input = terraform_data.f["$${x}"].id
}
output "e15" {
  value = terraform_data.f["é\n"].id
}
resource "terraform_data" "e16" {
  input = terraform_data.p.output["a"]
}
output "e17" {
  value = terraform_data.p
}
resource "terraform_data" "e18" {
  input = resource.terraform_data.p.id
}
output "e19" {
  value = module.m[0].o.l[0]
}
resource "terraform_data" "e20" {
  input = module.m[local.i].o
}
output "e21" {
  value = module.m[*].o
}
resource "terraform_data" "e22" {
  input = module.f["a"].o["with space"]
}
output "e23" {
  value = module.f
}
resource "terraform_data" "e24" {
  input = values(module.f)[*].o
}
output "e25" {
  value = module.one.o.l
}
resource "terraform_data" "e26" {
  input = max([1, 2]...)
}
output "e27" {
  value = [path.root, path.cwd, terraform.workspace]
}
resource "terraform_data" "e28" {
  input = "%{for k, v in var.x.l~} ${k}${v}${local.i} %{endfor~}"
}
output "e29" {
  value = "%{if local.i == 0}a%{else}${var.str}%{endif}"
}
resource "terraform_data" "e30" {
  input = -local.i
}
output "e31" {
  value = !(local.i == 0)
}
resource "terraform_data" "e32" {
  input = ((var.str))
}
output "e33" {
  value = "${var.str}"
}
resource "terraform_data" "e34" {
  input = "${"${var.str}"}"
}
output "e35" {
  value = templatestring(var.st, { a = local.i })
}
resource "terraform_data" "e36" {
  input = <<-EOT
    x ${var.str}
      ${~var.num~}
    y
  EOT
}
output "e37" {
  value = [for o in [{ var = 1, each = 2 }] : o.var]
}
resource "terraform_data" "e38" {
  input = [for var in ["q"] : var]
}
output "e39" {
  value = [for each in ["q"] : [each, local.i]]
}
resource "terraform_data" "e40" {
  input = { var = 1, local = 2, (local.i) = 3 }
}
output "e41" {
  value = { for terraform_data in ["a"] : terraform_data => local.i }
}
resource "terraform_data" "e42" {
  input = [for x in var.x.l : [for x in [x, var.str] : x]]
}
output "e43" {
  value = var._under-score
}
resource "terraform_data" "e44" {
  input = local.i == 0 ? var.x.k : var.str
}
output "e45" {
  value = true ? "a" : var.str
}
resource "terraform_data" "e46" {
  input = [for x in var.x.l : var.y.l[local.i] if x != "q"]
}
output "e47" {
  value = path.module
}
resource "terraform_data" "e48" {
  input = null
}
output "e49" {
  value = -1
}
resource "terraform_data" "e50" {
  input = - 1
}
output "e51" {
  value = 1e400
}
resource "terraform_data" "e52" {
  input = "tab\t\u00e9\U0001F600 e\u0301 $${a} %%{b} $ % $$ \\ \""
}
output "e53" {
  value = 123456789012345678901234567890
}
resource "terraform_data" "e54" {
  input = 0.1
}
output "e55" {
  value = "${"x"}"
}
resource "terraform_data" "e56" {
  input = "a${"x"}"
}
output "e57" {
  value = { a = 1, a = 2 }
}
resource "terraform_data" "e58" {
  input = { "a b" = 1, c : 2, 1 = 3, true = 4, d = -1.50, e = "$${a}", f = [null, {}, []] }
}
output "e59" {
  value = <<A
x "q" \n $${y}
A
}
resource "terraform_data" "e60" {
  input = <<-B
    indented
      more $${x}

    end
  B
}
output "e61" {
  value = [<<-B
    indented
  B
, "a" == "a", 1 + 1]
}
resource "terraform_data" "e62" {
  input = []
}
output "e63" {
  value = {}
}
resource "terraform_data" "e64" {
  input = ""
}
