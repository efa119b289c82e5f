/* Draws the charts of a report, and makes its tables and images clickable. The page is complete without it. Texts from
   elsewhere (labels, names) become text nodes only. */
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("js");
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const motion = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const charts = [];

  const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();

  /* Tables are rounded in Java (Numbers.java); these two follow the same rules. */

  const percent = (share) => {
    if (share === 0 || share === 1) {
      return 100 * share + " %";
    }
    for (let decimals = 1; decimals <= 3; decimals++) {
      const text = (100 * share).toFixed(decimals);
      if ((Number(text) > 0 && Number(text) < 100) || decimals === 3) {
        return text + " %";
      }
    }
    return "";
  };
  const number = (value) => {
    const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
    return value.toFixed(Math.min(10, Math.max(4, 2 - exponent)));
  };
  const count = (value) => value.toLocaleString("en-US");
  const images = (value) => count(value) + (value === 1 ? " image" : " images");

  /** Returns text whose control characters, and those that turn its direction, are escapes. */
  const visible = (text) =>
    text.replace(
      /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
      (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"),
    );

  /**
   * Returns a label for a chart. ECharts keeps the widths of texts in a plain object, so that the label "__proto__" would
   * change all objects; an invisible character in front makes every label an ordinary key.
   */
  const drawn = (label) => "\u2060" + label;

  /** Returns a tooltip of a title and lines. */
  const tip = (title, ...lines) => {
    const box = document.createElement("div");
    box.className = "tip";
    const head = document.createElement("b");
    head.textContent = title;
    box.append(head);
    for (const line of lines) {
      const row = document.createElement("div");
      row.textContent = line;
      box.append(row);
    }
    return box;
  };

  /** Returns the options of all charts. */
  const base = () => ({
    animation: false,
    textStyle: { color: colour("text"), fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 24, top: 40, bottom: 28, containLabel: true },
    tooltip: {
      confine: true,
      backgroundColor: colour("card"),
      borderColor: colour("line"),
      textStyle: { color: colour("text") },
      transitionDuration: motion ? 0.1 : 0,
    },
    legend: { top: 0, left: 0, itemGap: 16, textStyle: { color: colour("text") } },
  });

  const axis = (name, more) => ({
    name,
    nameLocation: "middle",
    nameGap: 28,
    nameTextStyle: { color: colour("quiet") },
    axisLine: { lineStyle: { color: colour("line") } },
    axisLabel: { color: colour("quiet"), hideOverlap: true },
    splitLine: { lineStyle: { color: colour("line") } },
    ...more,
  });

  const shares = (name, more) =>
    axis(name, {
      type: "value",
      min: 0,
      max: 1,
      ...more,
      axisLabel: {
        color: colour("quiet"),
        hideOverlap: true,
        formatter: (value) => Math.round(100 * value) + " %",
      },
    });

  const line = (name, points, tint, dashed) => ({
    name,
    type: "line",
    data: points,
    showSymbol: points.length < 40,
    symbolSize: 6,
    symbol: dashed ? "emptyCircle" : "circle",
    lineStyle: { color: colour(tint), width: 2, type: dashed ? "dashed" : "solid" },
    itemStyle: { color: colour(tint) },
  });

  /** Shows a chart, and shows it again when its width or the colours change. */
  const show = (id, option, renderer, ready) => {
    const element = document.getElementById(id);
    if (!element) {
      return;
    }
    const chart = echarts.init(element, null, { renderer: renderer || "svg" });
    const draw = () => chart.setOption(option(chart), { notMerge: true });
    draw();
    charts.push({ chart, draw, element });
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (element.clientWidth !== width) {
        width = element.clientWidth;
        chart.resize();
        draw();
      }
    }).observe(element);
    if (ready) {
      ready(chart, element);
    }
  };

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    charts.forEach(({ draw }) => draw());
  });

  const curve = (id, training, validation, text, isShare) => {
    const curves = data.curves;
    if (!curves) {
      return;
    }
    const points = (values) => curves.epochs.map((epoch, i) => [epoch, values[i]]);
    show(id, () => {
      const option = base();
      const isValidated = validation.some((value) => value !== null);
      option.series = [line("training", points(training), "orange", true)];
      if (isValidated) {
        option.series.push(line("validation", points(validation), "blue", false));
      }
      option.series[option.series.length - 1].markLine = {
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("quiet"), type: "dotted" },
        label: {
          formatter: "best epoch",
          color: colour("quiet"),
          align: curves.best === curves.epochs[0] ? "left" : "center",
        },
        data: [{ xAxis: curves.best }],
      };
      option.xAxis = axis("epoch", {
        type: "value",
        min: curves.epochs[0],
        max: curves.epochs[curves.epochs.length - 1],
        minInterval: 1,
        splitLine: { show: false },
      });
      option.yAxis = isShare
        ? shares("", { min: undefined, scale: true, max: undefined })
        : axis("", { type: "value", scale: true });
      option.tooltip.trigger = "axis";
      option.tooltip.formatter = (series) =>
        tip(
          "epoch " + series[0].value[0],
          ...series
            .filter((each) => each.value[1] !== null)
            .map((each) => each.seriesName + ": " + text(each.value[1])),
        );
      return option;
    });
  };

  if (data.curves) {
    curve("chart-loss", data.curves.trainLoss, data.curves.loss, number, false);
    curve("chart-accuracy", data.curves.trainAccuracy, data.curves.accuracy, percent, true);
  }

  show("chart-reliability", (chart) => {
    const option = base();
    if (chart.getWidth() < 460) {
      option.grid.top = 64;
    }
    const series = (name, bins, tint, dashed) => ({
      ...line(name, bins.map((bin) => [bin[0], bin[1], bin[2]]), tint, dashed),
      showSymbol: true,
      symbolSize: 9,
    });
    option.series = [
      {
        name: "exactly right",
        type: "line",
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("quiet"), type: "dotted", width: 1.5 },
        itemStyle: { color: colour("quiet") },
      },
    ];
    if (data.reliabilityBefore) {
      option.series.push(series("before calibration", data.reliabilityBefore, "orange", true));
    }
    option.series.push(
      series(data.reliabilityBefore ? "after calibration" : "the model", data.reliability, "blue", false),
    );
    option.xAxis = shares("confidence", { splitLine: { show: false } });
    option.grid.left = 28;
    option.yAxis = shares("right answers", { nameGap: 46 });
    option.tooltip.trigger = "item";
    option.tooltip.formatter = (point) =>
      tip(
        point.seriesName,
        "confidence " + percent(point.value[0]),
        "right answers " + percent(point.value[1]),
        images(point.value[2]),
      );
    return option;
  });

  show("chart-coverage", () => {
    const option = base();
    const steps = data.coverage;
    const lowest = Math.min(...steps.map((step) => step[2]));
    const from = Math.max(0, Math.floor(10 * lowest - 0.5) / 10);
    const band = {
      name: "95 % interval",
      type: "custom",
      silent: true,
      clip: true,
      data: [[steps[0][1], steps[0][3]]],
      itemStyle: { color: colour("blue"), opacity: 0.25 },
      tooltip: { show: false },
      renderItem: (params, api) => ({
        type: "polygon",
        shape: {
          points: [
            ...steps.map((step) => api.coord([step[1], step[4]])),
            ...steps.map((step) => api.coord([step[1], step[3]])).reverse(),
          ],
        },
        style: { fill: colour("blue"), opacity: 0.25 },
      }),
    };
    option.series = [
      band,
      {
        ...line("right answers", steps.map((step) => [step[1], step[2], step[0], step[3], step[4]]), "blue", false),
        showSymbol: false,
      },
    ];
    option.legend.data = ["right answers", "95 % interval"];
    option.xAxis = shares("images answered, the surest first", { splitLine: { show: false } });
    option.yAxis = shares("", { min: from });
    option.tooltip.trigger = "axis";
    option.tooltip.formatter = (series) => {
      const point = series[series.length - 1].value;
      if (point.length < 5) {
        return "";
      }
      return tip(
        percent(point[1]) + " right",
        "95 % interval " + percent(point[3]) + " to " + percent(point[4]),
        percent(point[0]) + " of the images answered",
        "confidence from " + percent(point[2]),
      );
    };
    return option;
  });

  show("chart-distribution", () => {
    const option = base();
    const given = data.distribution;
    const bars = (name, values, tint) => ({
      name,
      type: "bar",
      stack: "images",
      data: values,
      itemStyle: { color: colour(tint) },
      barMaxWidth: 48,
    });
    option.series = [];
    if (given.training) {
      option.series.push(bars("training", given.training, "blue"));
    }
    option.series.push(bars(given.training ? "validation" : "images", given.validation, given.training ? "orange" : "blue"));
    option.xAxis = axis("", {
      type: "category",
      data: given.labels.map((label, i) => i),
      axisTick: { show: false },
      axisLabel: {
        color: colour("quiet"),
        hideOverlap: true,
        rotate: given.labels.length > 6 ? 40 : 0,
        width: 110,
        overflow: "truncate",
        formatter: (value) => drawn(given.labels[value]),
      },
    });
    option.yAxis = axis("", { type: "value", minInterval: 1 });
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { type: "shadow" };
    option.tooltip.formatter = (series) =>
      tip(
        given.labels[series[0].dataIndex],
        ...series.map((each) => each.seriesName + ": " + images(each.value)),
      );
    return option;
  });

  show("chart-sizes", () => {
    const option = base();
    const most = Math.max(...data.sizes.map((size) => size[2]));
    option.series = [
      {
        type: "scatter",
        data: data.sizes,
        symbolSize: (size) => 8 + 32 * Math.sqrt(size[2] / most),
        itemStyle: { color: colour("blue"), opacity: 0.6 },
      },
    ];
    option.xAxis = axis("width in pixels", { type: "value", min: 0 });
    option.grid.left = 28;
    option.grid.top = 16;
    option.yAxis = axis("height in pixels", { type: "value", min: 0, nameGap: 48 });
    option.tooltip.formatter = (point) =>
      tip(point.value[0] + " x " + point.value[1] + " pixels", images(point.value[2]));
    return option;
  });

  /* The confusion matrix. */

  const matrix = data.confusion;
  let chosen = null;

  const choosePair = (truth, answer) => {
    if (chosen) {
      chosen.classList.remove("chosen");
    }
    chosen = document.getElementById("pair-" + truth + "-" + answer);
    if (chosen) {
      chosen.classList.add("chosen");
    }
    return chosen;
  };

  const say = (text) => {
    document.getElementById("confusion-cell").textContent = text;
  };

  if (matrix) {
    const size = matrix.labels.length;
    const counts = new Map(matrix.cells.map((cell) => [cell[0] * size + cell[1], cell[2]]));
    const countOf = (row, column) => counts.get(row * size + column) || 0;
    const shareOf = (row, column) =>
      matrix.supports[row] === 0 ? 0 : countOf(row, column) / matrix.supports[row];
    const pairOf = (row, column) => matrix.positions[row] + "-" + matrix.positions[column];

    const words = (row, column) => {
      const number = countOf(row, column);
      return (
        "True label " + matrix.labels[row] + ", answer " + matrix.labels[column] + ": " +
        images(number) +
        (matrix.supports[row] === 0 ? "." : ", " + percent(shareOf(row, column)) + " of the label.")
      );
    };

    const open = (row, column) => {
      const pair = choosePair(matrix.positions[row], matrix.positions[column]);
      say(
        words(row, column) +
          (pair || countOf(row, column) === 0
            ? ""
            : row === column
              ? " These answers are right."
              : " No images of this mistake are in this file."),
      );
    };

    /** Moves to a cell and shows its images. */
    let select = open;

    show(
      "chart-confusion",
      (chart) => {
        const option = base();
        const wrong = matrix.cells.filter((cell) => cell[0] !== cell[1]);
        const most = Math.max(0.01, ...wrong.map((cell) => shareOf(cell[0], cell[1])));
        const series = (cells) => ({
          type: "heatmap",
          data: cells.map((cell) => [cell[1], cell[0], shareOf(cell[0], cell[1])]),
          progressive: 0,
          label: {
            show: size <= 12 && chart.getWidth() > 480,
            formatter: (cell) => count(countOf(cell.value[1], cell.value[0])),
          },
          itemStyle: { borderColor: colour("card"), borderWidth: size <= 60 ? 1 : 0 },
          emphasis: { itemStyle: { borderColor: colour("text"), borderWidth: 2 } },
        });
        option.series = [
          series(matrix.cells.filter((cell) => cell[0] === cell[1])),
          series(wrong),
        ];
        const scale = (index, tint, max) => ({
          show: false,
          type: "continuous",
          seriesIndex: index,
          dimension: 2,
          min: 0,
          max,
          inRange: { color: [colour("cell"), colour(tint)] },
        });
        option.visualMap = [scale(0, "blue", 1), scale(1, "orange", most)];
        const names = {
          type: "category",
          data: matrix.labels.map((label, i) => i),
          splitArea: { show: false },
          splitLine: { show: false },
          axisTick: { show: false },
        };
        const label = (rotate) => ({
          color: colour("quiet"),
          rotate,
          width: chart.getWidth() > 480 ? 120 : 70,
          overflow: "truncate",
          fontSize: size > 40 ? 10 : 12,
          hideOverlap: true,
          interval: Math.ceil(size / 40) - 1,
          formatter: (value) => drawn(matrix.labels[value]),
        });
        option.legend = undefined;
        option.grid = { left: 12, right: 8, top: 4, bottom: 8, containLabel: true };
        option.xAxis = axis("", { ...names, axisLabel: label(60) });
        option.yAxis = axis("", { ...names, inverse: true, axisLabel: label(0) });
        option.tooltip.formatter = (cell) => {
          const [column, row] = cell.value;
          return tip(
            images(countOf(row, column)) + " (" + percent(shareOf(row, column)) + ")",
            "true label: " + matrix.labels[row],
            "answer: " + matrix.labels[column],
          );
        };
        return option;
      },
      "canvas",
      (chart, element) => {
        let row = 0;
        let column = 0;
        const cursor = document.createElement("div");
        cursor.className = "cursor";
        cursor.hidden = true;
        element.append(cursor);
        const place = () => {
          const [x, y] = chart.convertToPixel({ gridIndex: 0 }, [column, row]);
          const [right] = chart.convertToPixel({ gridIndex: 0 }, [1, 0]);
          const [left, top] = chart.convertToPixel({ gridIndex: 0 }, [0, 0]);
          const [, bottom] = chart.convertToPixel({ gridIndex: 0 }, [0, 1]);
          const width = Math.max(8, size > 1 ? right - left : 20);
          const height = Math.max(8, size > 1 ? bottom - top : 20);
          cursor.style.left = x - width / 2 + "px";
          cursor.style.top = y - height / 2 + "px";
          cursor.style.width = width + "px";
          cursor.style.height = height + "px";
        };
        const move = (toRow, toColumn) => {
          row = Math.min(size - 1, Math.max(0, toRow));
          column = Math.min(size - 1, Math.max(0, toColumn));
          cursor.hidden = false;
          place();
        };
        select = (toRow, toColumn) => {
          move(toRow, toColumn);
          open(row, column);
        };
        chart.getZr().on("click", (event) => {
          const point = [event.offsetX, event.offsetY];
          if (chart.containPixel({ gridIndex: 0 }, point)) {
            const [toColumn, toRow] = chart.convertFromPixel({ gridIndex: 0 }, point);
            select(toRow, toColumn);
          }
        });
        const steps = {
          ArrowUp: [-1, 0],
          ArrowDown: [1, 0],
          ArrowLeft: [0, -1],
          ArrowRight: [0, 1],
        };
        element.addEventListener("keydown", (event) => {
          if (event.key in steps) {
            const [down, right] = steps[event.key];
            const isFirst = cursor.hidden;
            move(isFirst ? row : row + down, isFirst ? column : column + right);
            say(words(row, column) + (document.getElementById("pair-" + pairOf(row, column)) ? " Press Enter to see images." : ""));
          } else if (event.key === "Home") {
            move(0, 0);
            say(words(row, column));
          } else if (event.key === "End") {
            move(size - 1, size - 1);
            say(words(row, column));
          } else if (event.key === "Enter" || event.key === " ") {
            select(row, column);
          } else {
            return;
          }
          event.preventDefault();
        });
        new ResizeObserver(place).observe(element);
      },
    );

    for (const button of document.querySelectorAll(".show-pair")) {
      button.addEventListener("click", () => {
        const [truth, answer] = button.dataset.pair.split("-").map(Number);
        const pair = choosePair(truth, answer);
        const row = matrix.positions.indexOf(truth);
        const column = matrix.positions.indexOf(answer);
        if (row >= 0 && column >= 0) {
          select(row, column);
        } else {
          say("");
        }
        if (pair) {
          pair.tabIndex = -1;
          pair.focus({ preventScroll: true });
          pair.scrollIntoView({ block: "nearest" });
        }
      });
    }
  }

  /* Tables that can be sorted. */

  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const headers = [...table.tHead.rows[0].cells];
    const rows = [...body.rows];
    const value = (row, column) => {
      if (column === 0) {
        return Number(row.dataset.position);
      }
      const figure = row.cells[column].querySelector(".figure");
      return figure ? Number(figure.dataset.value) : null;
    };
    /** Compares two values; those that are not known come last in either direction. */
    const compare = (a, b, sign) => (a === null || b === null ? (a === null) - (b === null) : sign * (a - b));
    headers.forEach((header, column) => {
      const button = header.querySelector("button");
      if (!button) {
        return;
      }
      button.addEventListener("click", () => {
        const isAscending = header.getAttribute("aria-sort") !== "ascending";
        headers.forEach((other) => other.hasAttribute("aria-sort") && other.setAttribute("aria-sort", "none"));
        header.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
        const keys = new Map(rows.map((row) => [row, value(row, column)]));
        const sorted = [...rows].sort((a, b) => compare(keys.get(a), keys.get(b), isAscending ? 1 : -1));
        body.append(...sorted);
      });
    });
  }

  /* Verdicts on suspected labels. */

  if (data.suspects && data.suspects.length > 0) {
    const cards = [...document.querySelectorAll(".suspect")];
    const download = document.getElementById("download-verdicts");
    const told = document.getElementById("verdict-count");
    let saved = true;

    const suspectOf = (card) => data.suspects[Number(card.dataset.index)];
    const verdictOf = (card) => {
      const radio = card.querySelector("input[type=radio]:checked");
      return radio ? radio.value : "";
    };
    const newLabelOf = (card) => {
      const select = card.querySelector(".new-label");
      return select.value === "suggested" ? suspectOf(card).suggested : data.verdictLabels[Number(select.value)];
    };

    const optionOf = (index) => {
      const option = document.createElement("option");
      option.value = String(index);
      option.textContent = visible(data.verdictLabels[index]).slice(0, 60);
      return option;
    };

    /** Adds all labels to a list when it is first used; there may be many lists and many labels. */
    const fill = (card, select) => {
      const { given, suggested } = suspectOf(card);
      if (select.options.length === 1) {
        data.verdictLabels.forEach((label, i) => {
          if (label !== given && label !== suggested) {
            select.append(optionOf(i));
          }
        });
      }
    };

    /** Chooses the new label of a card. */
    const choose = (card, label) => {
      const select = card.querySelector(".new-label");
      if (suspectOf(card).suggested === label) {
        select.selectedIndex = 0;
        return;
      }
      fill(card, select);
      let index = data.verdictLabels.indexOf(label);
      if (index < 0) {
        index = data.verdictLabels.push(label) - 1;
      }
      if (![...select.options].some((option) => option.value === String(index))) {
        select.append(optionOf(index));
      }
      select.value = String(index);
    };

    const decided = () => cards.filter((card) => verdictOf(card) !== "");

    const refresh = () => {
      const number = decided().length;
      cards.forEach((card) => card.classList.toggle("decided", verdictOf(card) !== ""));
      download.disabled = number === 0;
      told.textContent =
        (number === 0 ? "Nothing is decided yet." : number + " of " + cards.length + " decided.") +
        (number > 0 && saved ? " Downloaded." : "");
    };

    /** Gives the same verdict to cards of the same image and label, since a verdict is on both. */
    const agree = (card) => {
      const { image, given } = suspectOf(card);
      const verdict = verdictOf(card);
      for (const other of cards) {
        const suspect = suspectOf(other);
        if (other !== card && suspect.image !== "" && suspect.image === image && suspect.given === given) {
          other.querySelector('input[value="' + verdict + '"]').checked = true;
          if (verdict === "change") {
            choose(other, newLabelOf(card));
          }
        }
      }
    };

    for (const card of cards) {
      const select = card.querySelector(".new-label");
      if (!select) {
        continue;
      }
      for (const event of ["focus", "pointerdown"]) {
        select.addEventListener(event, () => fill(card, select));
      }
      select.addEventListener("change", () => {
        card.querySelector('input[value="change"]').checked = true;
      });
      card.addEventListener("change", () => {
        saved = false;
        agree(card);
        refresh();
        remember();
      });
    }

    /* A browser restores the verdicts after a reload, but not the new labels, whose lists are filled late. */
    const remember = () => {
      const chosen = cards.map((card) => (verdictOf(card) === "change" ? newLabelOf(card) : null));
      history.replaceState({ newLabels: chosen }, "");
    };
    window.addEventListener("pageshow", (event) => {
      const chosen = (history.state && history.state.newLabels) || [];
      cards.forEach((card, i) => {
        if (verdictOf(card) === "change" && typeof chosen[i] === "string") {
          choose(card, chosen[i]);
        }
      });
      if (!event.persisted && decided().length > 0) {
        saved = false;
      }
      refresh();
    });

    const quoted = (text) => '"' + text.replaceAll('"', '""') + '"';

    download.addEventListener("click", () => {
      const lines = new Set(
        decided().map((card) => {
          const { image, given } = suspectOf(card);
          const verdict = verdictOf(card);
          return [image, given, verdict, verdict === "change" ? newLabelOf(card) : ""].map(quoted).join(",");
        }),
      );
      const csv = ["image,given_label,verdict,new_label", ...lines].join("\n") + "\n";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
      link.download = "verdicts.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      saved = true;
      refresh();
    });

    window.addEventListener("beforeunload", (event) => {
      if (!saved && decided().length > 0) {
        event.preventDefault();
      }
    });
  }
})();
