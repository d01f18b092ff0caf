#pragma once

#include <QByteArray>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>

namespace fixtures {

using Inks = std::array<int, 4>; // cyan, magenta, yellow, black, each 0 (none) to 255 (full)

// A JPEG in CMYK, side x side pixels: one half in the inks of `left`, the other in those of `right`, written by libjpeg
// at full quality. adobe: with Adobe's marker and, as that program writes them, inverted values; without it they are
// what they are.
inline QByteArray cmykJpeg(int side, const Inks& left, const Inks& right, bool adobe) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&info, &bytes, &length);
    info.image_width = JDIMENSION(side);
    info.image_height = JDIMENSION(side);
    info.input_components = 4;
    info.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    info.write_Adobe_marker = adobe ? TRUE : FALSE;
    jpeg_start_compress(&info, TRUE);
    std::vector<JSAMPLE> line;
    for (int x = 0; x < side; ++x)
        for (const int ink : x < side / 2 ? left : right)
            line.push_back(JSAMPLE(adobe ? 255 - ink : ink));
    JSAMPROW row = line.data();
    while (info.next_scanline < info.image_height)
        jpeg_write_scanlines(&info, &row, 1);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    const QByteArray file(reinterpret_cast<const char*>(bytes), qsizetype(length));
    std::free(bytes);
    return file;
}

} // namespace fixtures
