/*
 * arith/adx_multiples.S -- two carries at once.
 *
 * MULX leaves the flags alone, ADCX carries in one of them, ADOX in another: one chain adds the
 * high halves to the low halves of the next products, the other adds what is already there.  No
 * compiler makes such chains from C.  What each function does stands in arith/adx_multiples.h.
 *
 * Arguments come in rdi, rsi, rdx, rcx, r8, r9; nothing is saved, since no other register is used.
 */
#if defined(__x86_64__)

#ifdef __CET__
#include <cet.h>
#else
#define _CET_ENDBR
#endif

        .text

.macro function name
        .globl  \name
        .hidden \name
        .type   \name, @function
        .p2align 5
\name:
        _CET_ENDBR
.endm

.macro end name
        .size   \name, . - \name
.endm

/* t[k] += a_i b[k] + previous; `next` is the high half of that, two carries go on. */
.macro step k, previous, next
        mulx    8 * \k(%rcx), %rax, \next
        adcx    \previous, %rax
        adox    8 * \k(%rdi), %rax
        mov     %rax, 8 * \k(%rdi)
.endm

/*
 * rdi t, rsi a, rdx count, rcx b, r8 low, r9 high.  With each limb of a: r11 is what is carried
 * to the lowest limb and in the end the high half of the last product, to which both carries are
 * added; it has room for them, since a_i b + t < 2^(64 (n + 1)).  r9 is the carry beyond it, 0 or
 * -1.
 */
.macro add_multiples n
function cf_adx_add_multiples_\n
        mov     %r8, %r11
        lea     (%rsi, %rdx, 8), %r8
        neg     %r9
1:      mov     (%rsi), %rdx
        xor     %eax, %eax              /* no carries */
        .set    k, 0
        .rept   \n / 2
        step    k, %r11, %r10
        .set    k, k + 1
        step    k, %r10, %r11
        .set    k, k + 1
        .endr
        mov     $0, %eax
        adcx    %rax, %r11
        adox    %rax, %r11
        add     %r9, %r9
        adc     %r11, 8 * \n(%rdi)
        sbb     %r9, %r9
        xor     %r11d, %r11d
        add     $8, %rdi
        add     $8, %rsi
        cmp     %rsi, %r8
        jne     1b
        neg     %r9
        mov     %r9, %rax
        ret
end cf_adx_add_multiples_\n
.endm

        add_multiples 8
        add_multiples 16
        add_multiples 24
        add_multiples 32
        add_multiples 56

/* rdi out, rsi a, rdx b, rcx n, r8 carry; between groups of eight limbs it waits as 0 or -1. */
.macro linear name, operation
function \name
        neg     %r8
1:      add     %r8, %r8
        .irp    k, 0, 1, 2, 3, 4, 5, 6, 7
        mov     8 * \k(%rsi), %rax
        \operation 8 * \k(%rdx), %rax
        mov     %rax, 8 * \k(%rdi)
        .endr
        sbb     %r8, %r8
        add     $64, %rsi
        add     $64, %rdx
        add     $64, %rdi
        sub     $8, %rcx
        jne     1b
        neg     %r8
        mov     %r8, %rax
        ret
end \name
.endm

        linear  cf_adx_add, adc
        linear  cf_adx_subtract, sbb

#endif

        .section .note.GNU-stack, "", %progbits
