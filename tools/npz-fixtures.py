# The .npz files with texts in packages/bridle/test/tensor-files/fixtures, as NumPy writes them (zip64 local headers; deflate;
# a pickle), and one in Fortran order.
# pip install numpy && python tools/npz-fixtures.py
import os
import numpy as np

folder = os.path.join(os.path.dirname(__file__), '..', 'packages', 'bridle', 'test', 'tensor-files', 'fixtures')
arrays = {
    'coef_': np.array([[0.1, -0.25], [1 / 3, 2.0], [-1e-9, 5e8]]),
    'intercept_': np.array([0.5, -0.5, 0.0], dtype=np.float32),
    'classes_': np.array(['가', 'b', 'a longer one']),
    'counts': np.array([1, -2, 3]),
    'flags': np.array([True, False]),
}
np.savez(os.path.join(folder, 'texts.npz'), **arrays)
np.savez_compressed(os.path.join(folder, 'texts-deflated.npz'), **arrays)
np.savez(os.path.join(folder, 'objects.npz'), classes_=np.array(['a', 'b'], dtype=object))
np.savez(os.path.join(folder, 'columns.npz'), coef_=np.asfortranarray(np.ones((2, 3))))
