//! Functions: definition, recursion, partial application, signatures, transforms.

mod check;

/// An expression and what it gives for [`check::INPUT`], as [`check::outcome`] writes it.
const CASES: &[(&str, &str)] = &[
    ("function($x){$x}(5)", "5"),
    ("λ($x, $y){$x - $y}(5, 3)", "2"),
    ("(function($x){$x})()", "undefined"),
    ("($f := function($n){$n <= 1 ? 1 : $n * $f($n - 1)}; $f(10))", "3628800"),
    (
        "($even := function($n){$n = 0 ? true : $odd($n-1)}; $odd := function($n){$n = 0 ? false : $even($n-1)}; $even(1001))",
        "false",
    ),
    ("($add := function($a,$b){$a + $b}; $add5 := $add(?, 5); $add5(1))", "6"),
    (r#"($first := $substring(?, 0, 2); $first("hello"))"#, r#""he""#),
    ("($f := function($a,$b,$c){[$a,$b,$c]}; $g := $f(1,?,3); $h := $g(?); $h(2))", "[1,2,3]"),
    ("($c := function($x){function($y){$x + $y}}; $c(1)(2))", "3"),
    ("($x := 1; $f := function(){$x}; $x := 2; $f())", "2"),
    ("function($x)<n:n>{$x + 1}(2)", "3"),
    (r#"function($x)<n:n>{$x + 1}("a")"#, "!T0410@26"),
    ("function($x, $y)<n-n:n>{$x + $y}(2, 3)", "5"),
    ("[1,2].(function($x)<n-:n>{$x * 10}())", "[10,20]"),
    (r#""a".(function($x)<n-:n>{$x}())"#, "undefined"),
    ("function($a)<a<n>:n>{$sum($a)}(5)", "5"),
    (r#"function($a)<a<n>:n>{$a}(["x"])"#, "!T0412@25"),
    ("function($f, $x)<fn:n>{$f($x)}($abs, -1)", "1"),
    (r#"function($x, $y)<s?n:s>{$y}("a", 1)"#, "1"),
    ("function($x)<(sn):x>{$x}(true)", "!T0410@25"),
    ("function($x, $y)<n+>{[$x, $y]}(1, 2)", "[1,1]"),
    ("function($x)<s<n>>{1}", "!S0401@15"),
    ("function($x)<(a<n>)>{1}", "!S0402@14"),
    ("function(x){1}", r#"!S0208@10 "x""#),
    ("($f := function($x){$g($x)}; $f(1))", r#"!T1006@23 "g""#),
    ("nothing()", r#"!T1006@8 "nothing""#),
    ("(5)()", "!T1006@4"),
    ("$nothing(1)", r#"!T1006@9 "nothing""#),
    ("sum([1])", r#"!T1005@4 "sum""#),
    ("sum(?)([1])", r#"!T1007@4 "sum""#),
    ("$nothing(?)", r#"!T1008@9 "nothing""#),
    ("5(?)", "!T1008@2 5"),
    ("$map([1,2,3], $power(?, 2))", "[1,4,9]"),
    ("$map([1,2], $append(?, 9))", "[[1,9],[2,9]]"),
    ("(function(){1; 2})()", r#"!S0202@14 ";""#),
    ("($x := [function(){3}]; $x[0]())", "3"),
    (r#"{"f": function($x){$x * 2}}.f(4)"#, "8"),
    (r#"$filter(["1","x"], $contains(?, /[0-9]/))"#, r#""1""#),
    (
        r#"orders ~> |$|{"total": n * 10}|"#,
        r#"[{"good":"a1","by":"Ann","n":2,"total":20},{"good":"b1","by":"Bob","n":5,"total":50},{"good":"a1","by":"Bob","n":1,"total":10}]"#,
    ),
    (
        r#"shop ~> |shelves.goods|{"price": price * 2}, "tags"|"#,
        r#"{"name":"Corner","open":true,"owner":null,"shelves":[{"row":1,"goods":[{"id":"a1","title":"Tea","price":5,"count":4},{"id":"a2","title":"Coffee","price":8,"count":0}]},{"row":2,"goods":[{"id":"b1","title":"Sugar","price":2.5,"count":10}]},{"row":3,"goods":[]}]}"#,
    ),
    (r#"{"a":{"b":1}} ~> |a|{"c": 2}, ["b"]|"#, r#"{"a":{"c":2}}"#),
    (r#"{"a":[{"b":1},{"b":2}]} ~> |a[b=2]|{"b": 9}|"#, r#"{"a":[{"b":1},{"b":9}]}"#),
    (r#"{"a":1} ~> |nothing|{"b":1}|"#, r#"{"a":1}"#),
    (r#"[{"a":1},{"a":2}] ~> |$|{"b": a}|"#, r#"[{"a":1,"b":1},{"a":2,"b":2}]"#),
    (r#"($t := |$|{"x":1}|; {"y":2} ~> $t)"#, r#"{"y":2,"x":1}"#),
    (r#"{"a":1} ~> |$|5|"#, "!T2011@15"),
    (r#"{"a":1} ~> |$|{}, 5|"#, "!T2012@19"),
    (r#"5 ~> |$|{"a":1}|"#, "!T0410"),
    (r#"{"a":{"b":{"c":1}}} ~> |**|{"n": 1}|"#, r#"{"a":{"b":{"c":1,"n":1},"n":1},"n":1}"#),
    (r#"($clone := 1; {"a":1} ~> |$|{"b":1}|)"#, "!T2013@26"),
];

#[test]
fn expressions_give_what_the_reference_gives() {
    check::cases(CASES);
}
