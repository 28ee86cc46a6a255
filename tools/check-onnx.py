# Checks exported ONNX files by onnx's own checker, shapes and types included, and runs them where onnxruntime is installed.
# pip install onnx [onnxruntime] && python tools/check-onnx.py FILE.onnx …
import sys
import onnx

for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    opset = ', '.join(f'{one.domain or "ai.onnx"} {one.version}' for one in model.opset_import)
    inputs = ', '.join(value.name for value in model.graph.input)
    print(f'{path}: IR {model.ir_version}, opset {opset}, inputs {inputs}')
    try:
        import onnxruntime
    except ImportError:
        continue
    onnxruntime.InferenceSession(path)
