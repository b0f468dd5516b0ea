// The same from C++: a class that owns the memory. classify_cpp W.safetensors PICTURE.ppm ...
#include "files.h"
#include "model.h"
#include "picture.h"
#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

class Classifier
{
  public:
    explicit Classifier(const std::string &path)
    {
        std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path.c_str(), "rb"), std::fclose);
        std::vector<float> params(SHAPES_PARAM_FLOATS);
        if (!file)
            throw std::runtime_error(path + " cannot be opened");
        check(shapes_load(params.data(), file_read, file.get()));
        check(shapes_prepare(params.data(), model_.bytes, sizeof model_.bytes));
    }

    std::array<float, SHAPES_OUTPUTS> operator()(const unsigned char *rgb)
    {
        std::array<float, SHAPES_OUTPUTS> y;
        check(shapes_preprocess(rgb, 1, x_.data()));
        check(shapes_infer(model_.bytes, x_.data(), 1, y.data(), work_.bytes, sizeof work_.bytes));
        return y;
    }

  private:
    static void check(int error)
    {
        if (error)
            throw std::runtime_error(shapes_strerror(error));
    }
    struct alignas(SHAPES_ALIGN) Model {
        unsigned char bytes[SHAPES_MODEL_BYTES];
    } model_;
    struct alignas(SHAPES_ALIGN) Work {
        unsigned char bytes[SHAPES_WORK_BYTES];
    } work_;
    std::array<float, SHAPES_IN_H * SHAPES_IN_W * SHAPES_IN_C> x_;
};

int main(int argc, char **argv)
try {
    if (argc < 3) {
        std::fprintf(stderr, "usage: classify_cpp W.safetensors PICTURE.ppm ...\n");
        return 2;
    }
    auto classify = std::make_unique<Classifier>(argv[1]); // too large for some stacks
    std::vector<unsigned char> rgb(SHAPES_IN_H * SHAPES_IN_W * 3);
    for (int i = 2; i < argc; i++) {
        if (const char *bad = picture_read(argv[i], rgb.data(), SHAPES_IN_W, SHAPES_IN_H))
            throw std::runtime_error(std::string(argv[i]) + " " + bad);
        const auto y = (*classify)(rgb.data());
        int best = 0;
        for (int k = 1; k < SHAPES_OUTPUTS; k++)
            best = y[k] > y[best] ? k : best;
        std::printf("%s: %s %.4f\n", argv[i], shapes_labels[best], double(y[best]));
    }
    return 0;
} catch (const std::exception &e) {
    std::fprintf(stderr, "classify_cpp: %s\n", e.what());
    return 1;
}
