// Sum of the layout shifts of the page so far, and what moved.
return new Promise((done) => {
  let sum = 0;
  const moved = [];
  const take = (list) => {
    for (const entry of list) {
      if (entry.hadRecentInput) continue;
      sum += entry.value;
      for (const { node } of entry.sources) moved.push(node?.nodeName + (node?.className ? `.${node.className}` : ""));
    }
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  // Buffered entries come as a task of their own, before this one.
  requestAnimationFrame(() => setTimeout(() => {
    take(observer.takeRecords());
    done({ sum, moved: moved.slice(0, 5) });
  }));
});
