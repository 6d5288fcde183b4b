from eval.bench import Figure, as_json, peak, quantile, resident, table_lines


def test_quantiles_are_measured_values():
    ordered = [float(value) for value in range(1, 101)]
    assert (quantile(ordered, 0.5), quantile(ordered, 0.95), quantile([3.0], 0.95)) == (51, 96, 3)


def test_memory_is_that_of_a_running_python():
    assert 5 < resident() <= peak() * 1.1


def test_figures_are_printed_and_recorded():
    figures = [Figure("ask", 12.345, "ms"), Figure("load", 3.0, "s")]
    assert table_lines(figures) == ["ask        12.3 ms", "load        3.0 s"]
    record = as_json(figures)
    assert record["figures"] == {"ask": {"value": 12.35, "unit": "ms"}, "load": {"value": 3.0, "unit": "s"}}
    assert record["machine"] and record["versions"]
