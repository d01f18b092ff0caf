#include "core/data/jpeg_reader.h"

#include "core/data/exif_orientation.h"

#include <QColorSpace>
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <jerror.h>

namespace capriccio {
namespace {

// A progressive file may repeat scans without end; real ones have about ten (libjpeg-turbo's fuzzers stop at 500 too).
constexpr int kMostScans = 500;

// Everything that must survive libjpeg's longjmp lives here, outside the frame that calls setjmp.
struct Decoder {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf out{};
    JpegPicture* picture = nullptr;
    const std::atomic<bool>* cancelled = nullptr;
    std::vector<JSAMPLE> row;
    JOCTET* profile = nullptr;

    ~Decoder() {
        std::free(profile);
        jpeg_destroy_decompress(&info);
    }
};

Decoder& decoderOf(j_common_ptr info) {
    return *static_cast<Decoder*>(info->client_data);
}

void note(j_common_ptr info, JpegPicture::Fault fault) {
    JpegPicture& picture = *decoderOf(info).picture;
    if (picture.fault != JpegPicture::Fault::None)
        return;
    char text[JMSG_LENGTH_MAX] = {};
    info->err->format_message(info, text);
    picture.fault = fault;
    picture.detail = text;
}

void onError(j_common_ptr info) {
    note(info, info->err->msg_code == JERR_INPUT_EOF ? JpegPicture::Fault::CutOff : JpegPicture::Fault::Broken);
    std::longjmp(decoderOf(info).out, 1);
}

// Warnings that leave every pixel intact: stray bytes between segments, unusual headers, an odd order of scans.
bool harmless(int code) {
    return code == JWRN_EXTRANEOUS_DATA || code == JWRN_BOGUS_PROGRESSION || code == JWRN_JFIF_MAJOR ||
           code == JWRN_ADOBE_XFORM || code == JWRN_TOO_MUCH_DATA;
}

void onJpegMessage(j_common_ptr info, int level) {
    if (level >= 0 || harmless(info->err->msg_code))
        return;
    note(info, info->err->msg_code == JWRN_JPEG_EOF ? JpegPicture::Fault::CutOff : JpegPicture::Fault::Broken);
    std::longjmp(decoderOf(info).out, 1);
}

void onProgress(j_common_ptr info) {
    const Decoder& decoder = decoderOf(info);
    const bool cancel = decoder.cancelled && *decoder.cancelled;
    if (!cancel && decoder.info.input_scan_number <= kMostScans)
        return;
    decoder.picture->fault = cancel ? JpegPicture::Fault::Cancelled : JpegPicture::Fault::Broken;
    decoder.picture->detail = cancel ? "" : "too many scans";
    std::longjmp(decoderOf(info).out, 1);
}

// Adobe writes CMYK inverted (255 = no ink) and says so with its marker; without the marker 255 is full ink.
void cmykToRgb(const JSAMPLE* from, QRgb* to, int width, bool inverted) {
    for (int x = 0; x < width; ++x, from += 4) {
        int part[4];
        for (int c = 0; c < 4; ++c)
            part[c] = inverted ? from[c] : 255 - from[c];
        to[x] = qRgb((part[0] * part[3] + 127) / 255, (part[1] * part[3] + 127) / 255, (part[2] * part[3] + 127) / 255);
    }
}

void chooseScale(jpeg_decompress_struct& info, int shortSide) {
    info.scale_num = 8;
    info.scale_denom = 8;
    const auto side = std::min(info.image_width, info.image_height);
    if (shortSide <= 0)
        return;
    for (unsigned eighths : {1U, 2U, 4U}) { // the sizes libjpeg-turbo decodes fast
        if (side * eighths / 8 >= unsigned(shortSide)) {
            info.scale_num = eighths;
            return;
        }
    }
}

int jpegOrientation(const jpeg_decompress_struct& info) {
    for (const jpeg_marker_struct* marker = info.marker_list; marker; marker = marker->next) {
        const QByteArray data =
            QByteArray::fromRawData(reinterpret_cast<const char*>(marker->data), marker->data_length);
        if (marker->marker == JPEG_APP0 + 1 && data.startsWith("Exif"))
            return exifOrientation(data);
    }
    return 1;
}

void attachProfile(Decoder& decoder, bool cmyk) {
    unsigned length = 0;
    if (cmyk || !jpeg_read_icc_profile(&decoder.info, &decoder.profile, &length))
        return;
    const QColorSpace space =
        QColorSpace::fromIccProfile(QByteArray(reinterpret_cast<const char*>(decoder.profile), length));
    if (space.isValid())
        decoder.picture->image.setColorSpace(space);
}

// Runs between setjmp and longjmp: nothing with a destructor may live on this frame.
void decode(Decoder& decoder, const unsigned char* data, unsigned long length, int shortSide, qint64 maxPixels) {
    jpeg_decompress_struct& info = decoder.info;
    JpegPicture& picture = *decoder.picture;
    if (setjmp(decoder.out) != 0)
        return;
    jpeg_create_decompress(&info);
    info.client_data = &decoder;
    info.progress = &decoder.progress;
    info.mem->max_memory_to_use = 512L * 1024 * 1024;
    jpeg_mem_src(&info, data, length);
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xffff);
    jpeg_save_markers(&info, JPEG_APP0 + 2, 0xffff);
    jpeg_read_header(&info, TRUE);
    picture.size = QSize(int(info.image_width), int(info.image_height));
    if (qint64(info.image_width) * info.image_height > maxPixels) {
        picture.fault = JpegPicture::Fault::TooLarge;
        return;
    }
    picture.orientation = jpegOrientation(info);
    chooseScale(info, shortSide);
    const bool cmyk = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    info.out_color_space = cmyk ? JCS_CMYK : (info.jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB);
    jpeg_start_decompress(&info);
    const int width = int(info.output_width);
    picture.image = QImage(width, int(info.output_height), QImage::Format_RGB32);
    if (picture.image.isNull()) {
        picture.fault = JpegPicture::Fault::TooLarge;
        return;
    }
    decoder.row.resize(std::size_t(width) * std::size_t(info.output_components));
    while (info.output_scanline < info.output_height) {
        auto* line = reinterpret_cast<QRgb*>(picture.image.scanLine(int(info.output_scanline)));
        JSAMPROW row = decoder.row.data();
        jpeg_read_scanlines(&info, &row, 1);
        if (cmyk) {
            cmykToRgb(row, line, width, info.saw_Adobe_marker);
        } else if (info.output_components == 1) {
            for (int x = 0; x < width; ++x)
                line[x] = qRgb(row[x], row[x], row[x]);
        } else {
            for (int x = 0; x < width; ++x)
                line[x] = qRgb(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
        }
    }
    attachProfile(decoder, cmyk);
    jpeg_finish_decompress(&info); // reads on to the end marker and warns when it is missing
}

} // namespace

JpegPicture readJpeg(const QByteArray& bytes, int shortSide, qint64 maxPixels, const std::atomic<bool>* cancelled) {
    JpegPicture picture;
    {
        Decoder decoder;
        decoder.picture = &picture;
        decoder.cancelled = cancelled;
        decoder.info.err = jpeg_std_error(&decoder.errors);
        decoder.info.client_data = &decoder; // jpeg_create_decompress keeps it
        decoder.errors.error_exit = onError;
        decoder.errors.emit_message = onJpegMessage;
        decoder.progress.progress_monitor = onProgress;
        decode(decoder, reinterpret_cast<const unsigned char*>(bytes.constData()),
               static_cast<unsigned long>(bytes.size()), shortSide, maxPixels);
    }
    if (picture.fault != JpegPicture::Fault::None)
        picture.image = {};
    return picture;
}

} // namespace capriccio
