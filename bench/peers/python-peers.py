"""The bench's peers in Python: one JSON request a line on stdin, one JSON answer a line on stdout.

open   {id, peer, threads, op, dtype, rows, cols, input} -> {} or {error}
time   {id, count} -> {ns}
result {id, output} -> {}       writes the result's bytes to the file
close  {id} -> {}
"""

import json
import sys
import time


def have(name):
    """The module, or the reason why there is none in words."""
    try:
        return __import__(name), None
    except Exception as error:  # a broken installation is a reason too
        return None, f"{name}: {str(error).splitlines()[0]}"


numpy, numpy_reason = have("numpy")
scipy, scipy_reason = have("scipy")
torch, torch_reason = have("torch")
if scipy:
    import scipy.special


def scipy_task(op, x, target):
    name = {"softmax": "softmax", "logSoftmax": "log_softmax", "logSumExp": "logsumexp"}.get(op)
    if name is None:
        raise ValueError("has no such operation")
    function = getattr(scipy.special, name)
    return lambda: function(x, axis=1)


def torch_task(op, x, target):
    x = torch.from_numpy(x)
    if op == "crossEntropy":
        x.requires_grad_()
        target = torch.from_numpy(target)

        def gradient():
            x.grad = None
            torch.nn.functional.cross_entropy(x, target).backward()
            return x.grad.numpy()

        return gradient
    name = {"softmax": "softmax", "logSoftmax": "log_softmax", "logSumExp": "logsumexp"}[op]
    function = getattr(torch, name)
    out = torch.empty(x.shape[0] if op == "logSumExp" else x.shape, dtype=x.dtype)
    array = out.numpy()

    def call():
        function(x, dim=1, out=out)
        return array

    return call


class Task:
    def __init__(self, request):
        peer, rows, cols = request["peer"], request["rows"], request["cols"]
        self.threads = request["threads"] if peer == "PyTorch" else None
        x = numpy.fromfile(request["input"], dtype=request["dtype"]).reshape(rows, cols)
        target = (numpy.arange(rows, dtype=numpy.int64) * 7919) % cols
        make = torch_task if peer == "PyTorch" else scipy_task
        self.call = make(request["op"], x, target)

    def use_threads(self):
        if self.threads and torch.get_num_threads() != self.threads:
            torch.set_num_threads(self.threads)

    def time(self, count):
        self.use_threads()
        call = self.call
        start = time.perf_counter_ns()
        for _ in range(count):
            call()
        return time.perf_counter_ns() - start

    def write(self, output):
        self.use_threads()
        self.call().tofile(output)


tasks = {}


def answer(request):
    do = request["do"]
    if do == "versions":
        return {
            "python": sys.version.split()[0],
            "SciPy": {"reason": scipy_reason}
            if scipy_reason
            else {"version": f"{scipy.__version__}, NumPy {numpy.__version__}"},
            "PyTorch": {"reason": torch_reason or numpy_reason}
            if torch_reason or numpy_reason
            else {"version": torch.__version__},
        }
    if do == "open":
        tasks[request["id"]] = Task(request)
        return {}
    if do == "close":
        del tasks[request["id"]]
        return {}
    task = tasks[request["id"]]
    if do == "time":
        return {"ns": task.time(request["count"])}
    task.write(request["output"])
    return {}


# Whatever a library prints must not mix with the answers.
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:
        reply = {"error": str(error).splitlines()[0] if str(error) else type(error).__name__}
    answers.write(json.dumps(reply) + "\n")
    answers.flush()
