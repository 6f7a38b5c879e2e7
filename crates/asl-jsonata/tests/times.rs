//! Dates and times.

mod check;

/// An expression and what it gives for [`check::INPUT`], as [`check::outcome`] writes it.
const CASES: &[(&str, &str)] = &[
    ("$fromMillis(1e21, 'never')", r#""never""#),
    ("$fromMillis(1e21, '[Y]')", r#"!D1001@12 "fromMillis""#),
    ("$fromMillis(0)", r#""1970-01-01T00:00:00.000Z""#),
    ("$fromMillis(1521801216617)", r#""2018-03-23T10:33:36.617Z""#),
    ("$fromMillis(-1)", r#""1969-12-31T23:59:59.999Z""#),
    (r#"$fromMillis(1521801216617, "[D1o] [MNn] [Y]")"#, r#""23rd March 2018""#),
    (
        r#"$fromMillis(1521801216617, "[FNn], [D01]/[M01]/[Y0001] [h]:[m]:[s] [P]")"#,
        r#""Friday, 23/03/2018 10:33:36 am""#,
    ),
    (r#"$fromMillis(1521801216617, "[F0] [FN,*-3] [Fn]")"#, r#""5 FRI friday""#),
    (r#"$fromMillis(1521801216617, "[Y,2] [Y0001] [YI] [Yw]")"#, r#""18 2018 MMXVIII two thousand and eighteen""#),
    (r#"$fromMillis(1521801216617, "[dwo] [W] [w] [X] [x] [xNn]")"#, r#""eighty-second 12 4 2018 3 March""#),
    (r#"$fromMillis(1104537600000, "[X]-W[W01]-[F1] [w] [x]")"#, r#""2004-W53-6 5 12""#),
    (r#"$fromMillis(1521801216617, "[H01][m01][s01].[f001]")"#, r#""103336.617""#),
    (r#"$fromMillis(1521801216617, "[H]h [PN] [C] [E]")"#, r#""10h AM ISO ISO""#),
    (r#"$fromMillis(1521801216617, "[[literal]] [Y]")"#, r#""[literal] 2018""#),
    (r#"$fromMillis(1521801216617, "[Y]-[M]-[D]T[H]:[m]:[s][Z]", "+0530")"#, r#""2018-3-23T16:03:36+05:30""#),
    (r#"$fromMillis(1521801216617, "[H01]:[m01] [z]", "-0500")"#, r#""05:33 GMT-05:00""#),
    (r#"$fromMillis(1521801216617, "[Z0]", "+0100")"#, r#""+1""#),
    (r#"$fromMillis(1521801216617, "[Z0]", "+0130")"#, r#""+1:30""#),
    (r#"$fromMillis(1521801216617, "[Z0101t]", "+0000")"#, r#""Z""#),
    (r#"$fromMillis(1521801216617, "[Z00:00]", "-0330")"#, r#""-04:30""#),
    (r#"$fromMillis(1521801216617, "[Z010101]", "+0000")"#, r#"!D3134@12 "fromMillis""#),
    (r#"$fromMillis(1521801216617, "[q]")"#, r#"!D3132@12 "fromMillis""#),
    (r#"$fromMillis(1521801216617, "[Y")"#, r#"!D3135@12 "fromMillis""#),
    (r#"$fromMillis(1521801216617, "[YN]")"#, r#"!D3133@12 "fromMillis""#),
    ("$fromMillis(nothing)", "undefined"),
    (r#"$toMillis("1970-01-01T00:00:00.001Z")"#, "1"),
    (r#"$toMillis("2018-03-23T10:33:36.617Z")"#, "1521801216617"),
    (r#"$toMillis("2018-03-23T10:33:36+01:00")"#, "1521797616000"),
    (r#"$toMillis("2018-03-23T10:33:36-0130")"#, "1521806616000"),
    (r#"$toMillis("2018-03-23")"#, "1521763200000"),
    (r#"$toMillis("2018-03")"#, "1519862400000"),
    (r#"$toMillis("2018")"#, "1514764800000"),
    (r#"$toMillis("yesterday")"#, r#"!D3110@10 "toMillis""#),
    (r#"$toMillis("2018-03-23 10:33")"#, r#"!D3110@10 "toMillis""#),
    (r#"$toMillis("23/03/2018", "[D]/[M]/[Y]")"#, "1521763200000"),
    (r#"$toMillis("23rd March 2018", "[D1o] [MNn] [Y]")"#, "1521763200000"),
    (r#"$toMillis("Mar 5, 2020", "[MNn,*-3] [D], [Y]")"#, "1583366400000"),
    (r#"$toMillis("2018-082", "[Y]-[d]")"#, "1521763200000"),
    (r#"$toMillis("2018-03-23 3:05 PM", "[Y]-[M]-[D] [h]:[m] [P]")"#, "1521817500000"),
    (r#"$toMillis("12:30 am 2018-03-23", "[h]:[m] [P] [Y]-[M]-[D]")"#, "1521765000000"),
    (r#"$toMillis("20180323103336", "[Y0001][M01][D01][H01][m01][s01]")"#, "1525482186000"),
    (r#"$toMillis("2018-03-23T10:33:36+0530", "[Y]-[M]-[D]T[H]:[m]:[s][Z0000]")"#, "1521781416000"),
    (r#"$toMillis("GMT+2 2018", "[z] [Y]")"#, "undefined"),
    (r#"$toMillis("MMXVIII", "[YI]")"#, "1514764800000"),
    (r#"$toMillis("two thousand and eighteen", "[Yw]")"#, "1514764800000"),
    (r#"$toMillis("nope", "[Y]-[M]")"#, "undefined"),
    (r#"$toMillis("2018-W12", "[X]-W[W]")"#, r#"!D3136@10 "toMillis""#),
    (r#"$toMillis("2018 10", "[Y] [s]")"#, r#"!D3136@10 "toMillis""#),
    (r#"$toMillis("2018 x", "[Y] [CN]")"#, r#"!D3133@10 "toMillis""#),
    (r#"$toMillis("text", "text")"#, "undefined"),
    (r#"$fromMillis($toMillis("2020-02-29T12:00:00Z") + 86400000)"#, r#""2020-03-01T12:00:00.000Z""#),
    ("$fromMillis(253402300800000)", r#""0000-01-01T00:00:00.000Z""#),
    (r#"$fromMillis(951782400000, "[D]. [MNn] [Y], [FNn]")"#, r#""29. February 2000, Tuesday""#),
    ("$toMillis(nothing)", "undefined"),
];

#[test]
fn expressions_give_what_the_reference_gives() {
    check::cases(CASES);
}
